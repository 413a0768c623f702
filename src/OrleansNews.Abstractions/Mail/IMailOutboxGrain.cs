using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Mail;

/// <summary>
/// Mails that wait to be sent: which comments, to whom, and no address and no text; both are looked up when a mail is sent, so that it says what is so then. Key: the shard, 0 to
/// <see cref="Shards"/> - 1.
/// </summary>
[Alias("news.mail-outbox")]
public interface IMailOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are; the number is part of the stored data.</summary>
    const int Shards = 4;

    /// <summary>The shard of a recipient.</summary>
    static long ShardOf(string recipient) => (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(recipient)) % Shards);

    /// <summary>
    /// Takes orders, durably. What is told to one recipient for one reason soon after another is gathered in one mail. An order that is known already changes nothing, and one
    /// that finds the shard full is given up and counted.
    /// </summary>
    [Alias("enqueue")]
    Task EnqueueAsync(ImmutableArray<MailOrder> orders);

    /// <summary>Begins to send what is due, and returns at once. Called by a ticker in each silo.</summary>
    [Alias("send-due")]
    Task SendDueAsync();

    /// <summary>Takes everything out that waits for a recipient or could not be sent to them, durably.</summary>
    [Alias("forget")]
    Task ForgetAsync(string recipient);
}

/// <summary>One thing that somebody is to get a mail about.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Recipient">Who: the login of staff, or the key of a commenter (<see cref="MailKind"/> says which).</param>
/// <param name="Comment">The comment that the mail tells of; none for <see cref="MailKind.Password"/>.</param>
/// <param name="Source">A comment of the recipient, with which their address is sealed; null for staff.</param>
[GenerateSerializer, Immutable, Alias("news.MailOrder")]
public sealed record MailOrder(
    [property: Id(0)] MailKind Kind,
    [property: Id(1)] string Recipient,
    [property: Id(2)] CommentId Comment,
    [property: Id(3)] CommentId? Source = null)
{
    /// <summary>Tells orders about one comment apart, see <see cref="CommentNotice.Again"/>, and those about none.</summary>
    [Id(4)] public long Again { get; init; }
}

/// <summary>Why somebody gets a mail. Stored; never renumber.</summary>
public enum MailKind : byte
{
    /// <summary>To a moderator: comments wait.</summary>
    Held = 1,

    /// <summary>To the author of a story: comments on it appeared.</summary>
    Posted = 2,

    /// <summary>To a commenter who confirmed that they want it: replies to their comments appeared.</summary>
    Reply = 3,

    /// <summary>To a commenter who asked for that: whether they are the one who asked.</summary>
    Confirm = 4,

    /// <summary>To staff who asked for it: a link to choose a new password. Not delayed by the mail before it.</summary>
    Password = 5,
}
