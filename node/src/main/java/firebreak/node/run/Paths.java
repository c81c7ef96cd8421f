package firebreak.node.run;

import firebreak.record.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The paths that members' nodes answer each other at.
final class Paths {
    static final String PARCELS = "/v1/parcels";
    static final String HOLDING = "/v1/holding";
    static final String RECORDS = "/v1/records/*";

    private Paths() {}

    static String encode(Origin origin) {
        return URLEncoder.encode(origin.text(), StandardCharsets.US_ASCII);
    }
}
