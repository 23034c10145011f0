import { everyCall } from './every-call';

everyCall('submit');
