import { everyCall } from './every-call';

everyCall('handover');
