import { everyCall } from './every-call';

everyCall('apply');
