import { everyCall } from './every-call';

everyCall('revert');
