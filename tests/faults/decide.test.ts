import { everyCall } from './every-call';

everyCall('decide');
