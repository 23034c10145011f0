import { everyCall } from './every-call';

everyCall('question-deleted');
