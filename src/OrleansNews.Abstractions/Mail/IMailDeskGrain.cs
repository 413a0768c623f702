using System.Collections.Immutable;

namespace OrleansNews.Mail;

/// <summary>Works out who is to get a mail, about what happened to comments or to choose a new password, and hands these to the outbox. Key: 0.</summary>
[Alias("news.mail-desk")]
public interface IMailDeskGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Told by threads, at least once: on return every mail that is wanted is durable. A notice that comes twice makes no second mail, as long as the outbox remembers it.
    /// </summary>
    [Alias("notify")]
    Task NotifyAsync(ImmutableArray<CommentNotice> notices);

    /// <summary>
    /// Mails a link to choose a new password to the address of every account that the request names. Answers before anything is looked up, so that neither the answer nor its time tells whether there is one; what fails
    /// afterwards is logged, and whoever gets no mail asks again. False when too many requests are being looked up: ask again in a few seconds.
    /// </summary>
    [Alias("ask-for-password")]
    Task<bool> AskForPasswordAsync(PasswordRequest request);
}

/// <summary>Somebody has lost a password.</summary>
/// <param name="Name">A login, or an email address, as it was typed: at most 100 characters.</param>
[GenerateSerializer, Immutable, Alias("news.PasswordRequest")]
public sealed record PasswordRequest([property: Id(0)] string Name)
{
    /// <summary>Without the name, for logs.</summary>
    public override string ToString() => "a request for a new password";
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
