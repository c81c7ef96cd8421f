/// Keeps the lines of all unlocked posts: sends the tests that are due, answers those that come, and says who
/// answers and who is silent. Uses the state machine of `firebreak.line`, the members' wire and its routes.
/// Deliberately not here: which posts are unlocked, where members live, and what frames carry.
@NullMarked
package firebreak.node.line;

import org.jspecify.annotations.NullMarked;
