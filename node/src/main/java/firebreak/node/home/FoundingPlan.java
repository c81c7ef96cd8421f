package firebreak.node.home;

import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Quotas;
import firebreak.identity.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/// What a [Founding] sets up: the parties of an exercise and the channels among their posts.
///
/// @param name of the charter, for people
/// @param now the time from which everything counts, by the clock the nodes will run on
/// @param until when the posts' keys end; an exercise may play years in minutes
/// @param channels each a set of posts; their parties become its members
/// @param frames how often a line test is sent in every channel, 1 second to 1 day
public record FoundingPlan(
        String name, Instant now, Instant until, List<PartyPlan> parties, List<ChannelPlan> channels, Duration frames) {
    /// One party and its node.
    ///
    /// @param name the party's own name
    /// @param listen where its node takes other members' connections; what the manifest says, so no port 0
    public record PartyPlan(
            PartyCode code,
            String name,
            Endpoint listen,
            Endpoint api,
            Endpoint metrics,
            List<PostPlan> posts,
            List<OfficerPlan> officers) {
        public PartyPlan {
            posts = List.copyOf(posts);
            officers = List.copyOf(officers);
        }
    }

    /// @param title the office in words
    public record PostPlan(PostCode code, String title) {}

    /// @param password stays the caller's
    public record OfficerPlan(String name, SortedSet<Role> roles, SortedSet<PostCode> posts, Secret password) {}

    /// @param label a short name for people, given once
    public record ChannelPlan(
            String label, List<PostCode> posts, Neutrals witnesses, Neutrals mailboxes, Quotas quotas) {
        public ChannelPlan {
            posts = List.copyOf(posts);
        }

        /// Without witnesses and mailboxes, with the usual quotas.
        public ChannelPlan(String label, List<PostCode> posts) {
            this(label, posts, Neutrals.NONE, Neutrals.NONE, Quotas.USUAL);
        }
    }

    public FoundingPlan {
        parties = List.copyOf(parties);
        channels = List.copyOf(channels);
        Set<PostCode> posts = new HashSet<>();
        for (PartyPlan party : parties) {
            for (PostPlan post : party.posts()) {
                if (!posts.add(post.code())) {
                    throw new IllegalArgumentException("two posts are called " + post.code());
                }
            }
        }
        Set<String> labels = new HashSet<>();
        for (ChannelPlan channel : channels) {
            if (!labels.add(channel.label())) {
                throw new IllegalArgumentException("two channels are called " + channel.label());
            }
            if (!posts.containsAll(channel.posts())) {
                throw new IllegalArgumentException("channel " + channel.label() + " has a post of no party");
            }
        }
    }

    /// The party whose post this is.
    PartyCode owner(PostCode post) {
        return parties.stream()
                .filter(party ->
                        party.posts().stream().anyMatch(plan -> plan.code().equals(post)))
                .map(PartyPlan::code)
                .findFirst()
                .orElseThrow();
    }
}
