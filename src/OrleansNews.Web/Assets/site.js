// Every page: times that age.
import { ageTimes } from './time.js';

ageTimes(document);
