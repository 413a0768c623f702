using System.Collections.Immutable;

namespace OrleansNews.Mail;

/// <summary>Works out who is to get a mail about what happened to comments, and hands these to the outbox. Key: 0.</summary>
[Alias("news.mail-desk")]
public interface IMailDeskGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Told by threads, at least once: on return every mail that is wanted is durable. A notice that comes twice makes no second mail, as long as the outbox remembers it.
    /// </summary>
    [Alias("notify")]
    Task NotifyAsync(ImmutableArray<CommentNotice> notices);
}

/// <summary>Something happened to a comment that somebody may want a mail about.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="News">What.</param>
[GenerateSerializer, Immutable, Alias("news.CommentNotice")]
public sealed record CommentNotice([property: Id(0)] CommentId Comment, [property: Id(1)] CommentNews News)
{
    /// <summary>The event that made it so anew: an edit after which a comment that readers saw waits again. 0 for the first time.</summary>
    [Id(2)] public long Again { get; init; }
}

/// <summary>What happened to a comment. Sent between builds; never renumber.</summary>
public enum CommentNews : byte
{
    /// <summary>It was posted or edited, and waits for a moderator.</summary>
    Held = 1,

    /// <summary>Readers see it, for the first time.</summary>
    Visible = 2,
}
