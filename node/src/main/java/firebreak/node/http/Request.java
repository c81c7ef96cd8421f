package firebreak.node.http;

import firebreak.encoding.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One request as a handler sees it: already within every limit.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path plain: letters, digits and `-._~/`, without empty, `.` or `..` segments
/// @param query each name once, decoded
/// @param body at most the route's limit; empty where none was sent
public record Request(String method, String path, SortedMap<String, String> query, Bytes body) {
    public Request {
        query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    }

    public Request(String method, String path, Map<String, String> query, Bytes body) {
        this(method, path, new TreeMap<>(query), body);
    }

    /// A value of the query, if it was given.
    public Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
