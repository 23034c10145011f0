import { everyCall } from './every-call';

everyCall('tick');
