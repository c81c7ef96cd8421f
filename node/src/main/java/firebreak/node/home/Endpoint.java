package firebreak.node.home;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a port is opened: `host:port`, for example `127.0.0.1:7443` or `[::1]:7443`.
///
/// @param port 0 to 65535; 0 lets the system choose a free one
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        if (port < 0 || port > MAX_PORT || !FORM.matcher(host + ":" + port).matches()) {
            throw new IllegalArgumentException("an endpoint is a host and a port from 0 to " + MAX_PORT);
        }
    }

    public static Endpoint parse(String place, String text) throws FormatException {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= MAX_PORT) {
            return new Endpoint(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        throw new FormatException(place, "expected host:port, for example 127.0.0.1:7443");
    }

    static Endpoint read(String place, Json value) throws FormatException {
        return parse(place, Fields.asString(place, value));
    }

    Json toJson() {
        return Json.of(toString());
    }

    /// Whether only this machine can reach it, told from the host as written.
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /// Resolves the host.
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
