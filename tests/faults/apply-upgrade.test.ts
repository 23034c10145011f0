import { everyCall } from './every-call';

everyCall('upgrade');
