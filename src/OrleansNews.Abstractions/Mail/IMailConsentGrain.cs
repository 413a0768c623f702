using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Mail;

/// <summary>
/// Whether a commenter wants mails about replies. Anybody can type anybody's address into a comment form, so nothing but one question is sent to an address until its owner has
/// followed the link in it. Key: that of the commenter.
/// </summary>
[Alias("news.mail-consent")]
public interface IMailConsentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks the owner of the address behind <paramref name="comment"/>, unless they have agreed or were asked lately: once a day at most, and not again for 30 days when three
    /// questions had no answer. The same comment asks once.
    /// </summary>
    [Alias("ask")]
    Task AskAsync(CommentId comment);

    /// <summary>Whether mails about replies may be sent.</summary>
    [Alias("agreed"), ReadOnly]
    Task<bool> HasAgreedAsync();

    /// <summary>What names the question that is open; 0 when none is.</summary>
    [Alias("question"), ReadOnly]
    Task<long> GetQuestionAsync();

    /// <summary>The comment behind which was asked last (<see cref="CommentId.Value"/>); 0 when nobody was asked.</summary>
    [Alias("asked-for"), ReadOnly]
    Task<long> GetAskedForAsync();

    /// <summary>Agrees by answering a question, for seven days after it was asked. False when it is another one, or too old.</summary>
    [Alias("confirm")]
    Task<bool> ConfirmAsync(long question);

    /// <summary>Ends it: what waits is not sent.</summary>
    [Alias("stop")]
    Task StopAsync();

    /// <summary>Erases what is kept, and what waits to be sent. False when the actor may not.</summary>
    [Alias("erase")]
    Task<bool> EraseAsync(Actor actor);
}
