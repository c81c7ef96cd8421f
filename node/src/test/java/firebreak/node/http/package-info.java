@NullMarked
package firebreak.node.http;

import org.jspecify.annotations.NullMarked;
