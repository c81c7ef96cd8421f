package firebreak.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Route.Handler NOTHING = (caller, request) -> Response.done();
    private static final Route EXACT = Route.get("/tile/0", NOTHING);
    private static final Route BELOW = Route.get("/tile/*", NOTHING);
    private static final Route DEEPER = Route.get("/tile/entries/*", NOTHING);

    private final Routes routes = Routes.of(List.of(BELOW, EXACT, DEEPER));

    @Test
    void the_longest_match_wins() {
        assertThat(routes.choose("GET", "/tile/0")).isEqualTo(new Routes.Choice.Found(EXACT));
        assertThat(routes.choose("GET", "/tile/1")).isEqualTo(new Routes.Choice.Found(BELOW));
        assertThat(routes.choose("GET", "/tile/entries/x")).isEqualTo(new Routes.Choice.Found(DEEPER));
        assertThat(routes.choose("GET", "/tile/entries")).isEqualTo(new Routes.Choice.Found(BELOW));
    }

    @Test
    void a_folder_is_not_below_itself() {
        assertThat(routes.choose("GET", "/tile")).isEqualTo(new Routes.Choice.NoSuchPath());
        assertThat(routes.choose("GET", "/tiles/1")).isEqualTo(new Routes.Choice.NoSuchPath());
    }

    @Test
    void another_method_is_told_which_there_are() {
        assertThat(routes.choose("PUT", "/tile/1")).isEqualTo(new Routes.Choice.OtherMethods(List.of("GET")));
    }

    @Test
    void one_route_cannot_be_given_twice() {
        assertThatThrownBy(() -> Routes.of(List.of(EXACT, EXACT))).hasMessageContaining("given twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "/x/", "//", "/x//y", "/..", "/x/../y", "/./x", "/%41", "/x y", "/*/x", "/x*", "/é"})
    void these_are_no_paths(String path) {
        assertThat(Paths.isPlain(path)).isFalse();
        assertThatThrownBy(() -> Route.get(path, NOTHING)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/tile/0/x001/067.p/5", "/.well-known/x", "/...", "/a~b_c-d"})
    void these_are_paths(String path) {
        assertThat(Paths.isPlain(path)).isTrue();
    }

    @Test
    void a_path_at_the_limit_is_one_and_a_longer_one_is_not() {
        assertThat(Paths.isPlain("/" + "x".repeat(Paths.MAX - 1))).isTrue();
        assertThat(Paths.isPlain("/" + "x".repeat(Paths.MAX))).isFalse();
    }

    @Test
    void only_final_statuses_are_answers() {
        assertThatThrownBy(() -> Response.refused(199, "no")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Response.refused(600, "no")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Response.done().ok()).isTrue();
        assertThat(Response.refused(404, "no").ok()).isFalse();
    }
}
