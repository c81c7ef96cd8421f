/// Which clocks run, and what stopped them: tender, answer and overdue, computed alike by every party from the same
/// statements and the same witness times (DESIGN 5, Time). Here is nothing that knows the present: a clock is read
/// against what was shown.
@NullMarked
package firebreak.clock;

import org.jspecify.annotations.NullMarked;
