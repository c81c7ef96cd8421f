package firebreak.node.home;

import firebreak.charter.Limits;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A person who signs in at this node and acts for posts of its party.
///
/// @param name what they sign in with: 1 to 60 letters, digits, dots, hyphens and underscores
/// @param roles what they may do, for each of their posts alike
public record Officer(String name, SortedSet<Role> roles, SortedSet<PostCode> posts, PasswordHash password) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    public Officer {
        roles = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        posts = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(posts));
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an officer's name has 1 to 60 letters, digits, dots and hyphens");
        }
    }

    public boolean may(Role role, PostCode post) {
        return roles.contains(role) && posts.contains(post);
    }

    public Officer withPassword(PasswordHash other) {
        return new Officer(name, roles, posts, other);
    }

    Json toJson() {
        return Json.object()
                .with("name", name)
                .with("roles", Json.list(roles, role -> Json.of(role.word())))
                .with("posts", Json.list(posts, PostCode::toJson))
                .with("password", password.toJson())
                .build();
    }

    static Officer read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        String name = checkName(place + ".name", fields.string("name"));
        List<Role> roles = fields.list("roles", Role::read);
        List<PostCode> posts = fields.list("posts", PostCode::read);
        PasswordHash password = fields.required("password", PasswordHash::read);
        fields.done();
        if (posts.size() > Limits.POSTS) {
            throw new FormatException(place + ".posts", "expected at most " + Limits.POSTS + " posts");
        }
        return new Officer(name, new TreeSet<>(roles), new TreeSet<>(posts), password);
    }

    /// A name as someone typed it.
    public static String checkName(String place, String name) throws FormatException {
        if (!NAME.matcher(name).matches()) {
            throw new FormatException(place, "expected 1 to 60 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }
}
