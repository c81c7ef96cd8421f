package firebreak.node.http;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The routes of one port, and which of them answers a request.
public final class Routes {
    /// Which route, or why none.
    sealed interface Choice {
        record Found(Route route) implements Choice {}

        record NoSuchPath() implements Choice {}

        record OtherMethods(List<String> allowed) implements Choice {}
    }

    private final List<Route> longestFirst;

    private Routes(List<Route> longestFirst) {
        this.longestFirst = longestFirst;
    }

    public static Routes of(List<Route> routes) {
        Set<String> seen = new HashSet<>();
        for (Route route : routes) {
            if (!seen.add(route.method() + " " + route.path())) {
                throw new IllegalArgumentException(route.method() + " " + route.path() + " is given twice");
            }
        }
        Comparator<Route> byLength = Comparator.comparingInt(Route::fixedLength);
        return new Routes(routes.stream().sorted(byLength.reversed()).toList());
    }

    Choice choose(String method, String path) {
        List<Route> here =
                longestFirst.stream().filter(route -> route.matches(path)).toList();
        if (here.isEmpty()) {
            return new Choice.NoSuchPath();
        }
        return here.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .<Choice>map(Choice.Found::new)
                .orElseGet(() -> new Choice.OtherMethods(
                        here.stream().map(Route::method).distinct().sorted().toList()));
    }
}
