// The lab as one classic script: defines <gradient-lab> and leaves no global name behind.
import './inlined.js';
import '../../www/lab/app/define.js';
