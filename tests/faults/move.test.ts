import { everyCall } from './every-call';

everyCall('move');
