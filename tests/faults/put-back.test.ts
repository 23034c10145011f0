import { everyCall } from './every-call';

everyCall('put-back');
