using OrleansNews.Accounts;

namespace OrleansNews.Moderation;

/// <summary>The moderation log of the site: what moderators and rules decided, the newest first. Merges the shards. Stateless; key 0.</summary>
[Alias("news.moderation-log")]
public interface IModerationLogGrain : IGrainWithIntegerKey
{
    /// <summary>A page; null when the actor may not moderate.</summary>
    [Alias("read")]
    Task<LogPage?> ReadAsync(LogQuery query, Actor actor);

    /// <summary>
    /// A page for everybody, without logins, without moderators' words, and without which comment it was; null when the site's settings keep the log closed.
    /// <see cref="LogQuery.Moderator"/> is not looked at, and <see cref="LogQuery.Article"/> finds no decision about a person.
    /// </summary>
    [Alias("read-public")]
    Task<LogPage?> ReadPublicAsync(LogQuery query);
}
