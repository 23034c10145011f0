import { everyCall } from './every-call';

everyCall('next');
