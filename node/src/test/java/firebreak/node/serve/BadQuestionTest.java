package firebreak.node.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Bundle;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.node.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a real member may ask of a real node that makes no sense. It is refused with a reason, and whatever was asked,
/// the node answers the next question.
final class BadQuestionTest extends WrittenByHand {
    private static final Pattern ANSWER = Pattern.compile(
            "HTTP/1\\.1 (\\d{3}) [^\r\n]*\r\n.*?Content-Length: (\\d+)\r\n.*?\r\n\r\n(.*)", Pattern.DOTALL);

    private String record() {
        return uk.channel(channel).own().origin().text();
    }

    private String parcels(String first, String last) {
        return "/v1/parcels?origin=" + record().replace("/", "%2F") + "&first=" + first + "&last=" + last;
    }

    private String holding() {
        return "/v1/holding?channel=" + channel.hash().hex();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: uk\r\n\r\n";
    }

    private static String post(String target, Bytes body) {
        return "POST " + target + " HTTP/1.1\r\nHost: uk\r\nContent-Length: " + body.size() + "\r\n\r\n" + text(body);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), ISO_8859_1);
    }

    private void refused(String request) throws IOException {
        judge(request, "(4\\d\\d|503)");
    }

    /// Judges the first answer to what was sent.
    private void judge(String request, String status) throws IOException {
        String what = request.substring(0, Math.min(200, request.length()));
        String all = ru.writes(uk, request);
        Matcher answer = ANSWER.matcher(all);
        assertThat(answer.matches()).as("%s is answered", what).isTrue();
        assertThat(answer.group(1)).as(what).matches(status);
        if (!answer.group(1).startsWith("2")) {
            String body = answer.group(3).substring(0, Integer.parseInt(answer.group(2)));
            String detail = Clerk.text(Clerk.json(Bytes.wrap(body.getBytes(ISO_8859_1))), "detail");
            assertThat(detail)
                    .as(what)
                    .isNotBlank()
                    .hasSizeLessThan(400)
                    .doesNotContain("Exception")
                    .doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @AfterEach
    void the_node_still_answers() throws IOException {
        for (String good : List.of(parcels("0", "0"), holding(), "/v1/records/" + record() + "/checkpoint")) {
            assertThat(ru.gets(uk, good).status()).as(good).isEqualTo(200);
        }
    }

    @Test
    void indexes_go_as_far_as_a_record_can_and_no_farther() throws Exception {
        for (String last : List.of("0", "255", "256", "9007199254740990")) {
            Response given = ru.gets(uk, parcels("0", last));
            assertThat(Bundle.parse("given", given.body()).parcels()).as(last).hasSize(1);
        }
        Response far = ru.gets(uk, parcels("9007199254740990", "9007199254740990"));
        assertThat(Bundle.parse("far", far.body()).parcels()).isEmpty();
        for (String beyond : List.of(
                "9007199254740991",
                "9007199254740992",
                "9223372036854775552",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999")) {
            refused(get(parcels("0", beyond)));
            refused(get(parcels(beyond, beyond)));
        }
        refused(get(parcels("9223372036854775552", "9223372036854775807")));
    }

    @Test
    void what_is_no_index_is_refused() throws IOException {
        for (String no :
                List.of("", "-1", "-0", "%2B0", "+0", " 0", "0x0", "1e0", "0.0", "%D9%A0", "a", "%00", "0%0a")) {
            refused(get(parcels(no, "0")));
            refused(get(parcels("0", no)));
        }
        refused(get(parcels("1", "0")));
    }

    @Test
    void queries_that_are_malformed_repeated_or_of_something_else_are_refused() throws IOException {
        for (String path : List.of("/v1/parcels", "/v1/holding")) {
            for (String query : List.of(
                    "",
                    "?",
                    "?%",
                    "?%zz=1",
                    "?origin=%",
                    "?channel=%zz",
                    "?channel=%ff%fe",
                    "?origin=%0d%0aX:%20y",
                    "?origin=%1b[2J",
                    "?origin=%E2%80%AE",
                    "?channel=\u00e9",
                    "?\u00e9=1",
                    "?&&==&=&",
                    "?channel=" + "0".repeat(64),
                    "?channel=" + "0".repeat(63),
                    "?channel=" + "A".repeat(64),
                    "?origin=firebreak/" + "a".repeat(26),
                    "?origin=" + "a".repeat(7_000),
                    "?" + "a=1&".repeat(1_500),
                    "?x=" + "x".repeat(9_000))) {
                refused(get(path + query));
            }
        }
        refused(get(parcels("0", "0") + "&first=0"));
        refused(get(holding() + "&" + holding().replaceAll(".*\\?", "")));
    }

    @Test
    void paths_reach_what_is_served_in_its_one_spelling_and_nothing_else() throws IOException {
        String folder = "/v1/records/" + record();
        for (String served : List.of("/tile/0/000.p/1", "/tile/entries/000.p/1")) {
            assertThat(ru.gets(uk, folder + served).status()).as(served).isEqualTo(200);
        }
        for (String path : List.of(
                folder,
                folder + "/",
                folder + "/checkpoint/",
                folder + "/checkpoint;x",
                folder + "//checkpoint",
                folder + "/../checkpoint",
                folder + "/./checkpoint",
                folder + "/%2e%2e/checkpoint",
                folder + "/\u00e9",
                folder + "/check\u0000point",
                folder + "/tile/0/000",
                folder + "/tile/0/000.p/0",
                folder + "/tile/0/000.p/2",
                folder + "/tile/0/000.p/256",
                folder + "/tile/0/000.p/99999999999999999999",
                folder + "/tile/0/0",
                folder + "/tile/0/x000/000.p/1",
                folder + "/tile/00/000.p/1",
                folder + "/tile/-1/000.p/1",
                folder + "/tile/1/000.p/1",
                folder + "/tile/63/000",
                folder + "/tile/64/000",
                folder + "/tile/99999999999999999999/000",
                folder + "/tile/63/x009/x007/x199/x254/x740/989",
                folder + "/tile/7/x009/x007/x199/x254/x740/990.p/3",
                folder + "/tile/entries/x009/x007/x199/x254/x740/990",
                folder + "/tile/entries/x009/x007/x199/x254/x740/991",
                folder + "/tile/0" + "/x999".repeat(12) + "/999",
                folder + "/a".repeat(3_000),
                "/v1/records/" + record().replace("/", "%2F") + "/checkpoint",
                "/v1/records/" + record().replace("/", "%2f") + "/checkpoint",
                "/v1/records/firebreak/" + "a".repeat(26) + "/checkpoint",
                "/v1/records/a/b/c",
                "/v1/records/x",
                "/v1/records/",
                "/v1/records",
                "/v1/../v1/holding",
                "/v1\\holding",
                "//v1/holding",
                "http://uk/v1/holding",
                "v1/holding",
                "*",
                "")) {
            refused(get(path));
        }
    }

    @Test
    void what_is_no_whole_request_is_refused() throws IOException {
        Bytes body = new Bundle(ru.parcels()).bytes();
        for (String request : List.of(
                "\r\n\r\n",
                "nonsense\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /v1/holding\r\n\r\n",
                "GET /v1/holding HTTP/9.9\r\nHost: uk\r\n\r\n",
                "GET /v1/holding HTTP/1.1\r\n\r\n",
                "GET /v1/holding HTTP/1.1\r\nHost: uk\r\nX-\u00e9: \u0000\r\n\r\n",
                "DELETE /v1/parcels HTTP/1.1\r\nHost: uk\r\n\r\n",
                "BREW /v1/parcels HTTP/1.1\r\nHost: uk\r\n\r\n",
                "\u0000".repeat(9_000),
                post("/v1/parcels", Bytes.EMPTY),
                post("/v1/parcels", body).replace("Content-Length: ", "Content-Length: -"),
                post("/v1/parcels", body).replace("Host", "Content-Encoding: gzip\r\nHost"),
                post("/v1/parcels", body).replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked"),
                post("/v1/holding", body),
                post("/v1/records/" + record() + "/checkpoint", body),
                post("/frames", body),
                post("/v1/circulars", body),
                post(holding().replace("holding", "circulars"), body))) {
            refused(request);
        }
    }

    /// The last byte of a request may be missing for ever, and its length may be a lie: then there is nothing to
    /// answer.
    @Test
    void a_request_damaged_anywhere_is_answered_or_refused_with_a_reason() throws IOException {
        List<Bytes> good = Stream.of(
                        get(parcels("0", "9")),
                        get(holding()),
                        get("/v1/records/" + record() + "/checkpoint"),
                        get("/v1/records/" + record() + "/tile/entries/000.p/1"),
                        post("/v1/parcels", new Bundle(ru.parcels()).bytes()),
                        post("/frames", Bytes.ofUtf8("no frame")),
                        post(
                                holding().replace("holding", "circulars"),
                                ru.parcel(0).envelope()))
                .map(request -> Bytes.wrap(request.getBytes(ISO_8859_1)))
                .toList();
        long[] seeds = Damage.costlySeeds().toArray();
        int answered = 0;
        for (long seed : seeds) {
            Random random = new Random(seed);
            String request = text(Damage.json(good.get(random.nextInt(good.size())), random));
            String all = ru.writes(uk, request);
            if (!all.isEmpty()) {
                judge(request, "(2\\d\\d|4\\d\\d|503)");
                answered++;
            }
        }
        assertThat(answered).isGreaterThan(seeds.length / 2);
    }
}
