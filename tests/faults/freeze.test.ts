import { everyCall } from './every-call';

everyCall('freeze');
