import { everyCall } from './every-call';

everyCall('edit');
