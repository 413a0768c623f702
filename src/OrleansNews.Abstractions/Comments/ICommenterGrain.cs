using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>
/// One person who comments. Key: HMAC of the lower-cased email under the site's key, as hexadecimal; or <c>address-</c> and the HMAC of a network address,
/// which serves flood control alone.
/// </summary>
[Alias("news.commenter")]
public interface ICommenterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks to comment under <paramref name="article"/>: remembers, durably, that the person may have comments there, makes the sealing key when there is none, and takes
    /// the flood interval (in memory). A refusal takes nothing. The submission that holds the interval may begin again.
    /// </summary>
    [Alias("begin")]
    Task<CommenterTicket> BeginAsync(ArticleId article, SubmissionId submission, BrowserId? browser, TimeSpan floodInterval);

    /// <summary>Gives the flood interval back: this attempt stored no comment.</summary>
    [Alias("cancel")]
    Task CancelAsync(ArticleId article, SubmissionId submission);

    /// <summary>Records that a comment of this person, posted by <paramref name="browser"/>, was approved: that browser is trusted from now on, whatever becomes of the comment. From silos of the build before.</summary>
    [Alias("approved")]
    Task RecordApprovalAsync(BrowserId browser);

    /// <summary>
    /// The same, and that comment vouches for the browser: it is trusted as long as readers see one of the newest three that do. Somebody answers for it: a moderator who approved it, or the owner
    /// of the address.
    /// </summary>
    [Alias("approved-comment")]
    Task RecordApprovalAsync(BrowserId browser, CommentId comment);

    /// <summary>
    /// The same. What no moderator has <paramref name="decided"/>, since the site's rules let it through, makes no further browser known of a person whose comments are always approved
    /// (<see cref="CommenterRule.Approve"/>): whoever types their address would have that too.
    /// </summary>
    [Alias("approved-comment-by")]
    Task RecordApprovalAsync(BrowserId browser, CommentId comment, bool decided);

    /// <summary>Suspends the person until a date, or lifts it (null). False when the actor may not.</summary>
    [Alias("suspend")]
    Task<bool> SuspendAsync(DateTimeOffset? until, Actor actor);

    /// <summary>The same, and the moderation log names the comment that it was decided from.</summary>
    [Alias("suspend-from")]
    Task<bool> SuspendAsync(DateTimeOffset? until, CommentId from, Actor actor);

    /// <summary>The person's comments that stand where is looked, of all threads as one list; null when the actor may not see them. <see cref="StandingQuery.Commenter"/> is this person.</summary>
    [Alias("standing-comments")]
    Task<StandingPage?> FindStandingAsync(StandingQuery query, Actor actor);

    /// <summary>The person's comments in all threads, newest stories first, at most 10,000; null when the actor may not see them. Builds before <see cref="FindStandingAsync"/> ask for them.</summary>
    [Alias("comments")]
    Task<ImmutableArray<CommentId>?> FindCommentsAsync(Actor actor);

    /// <summary>Opens what was sealed under this person's key; null when the actor may not, or when the key is destroyed.</summary>
    [Alias("unseal")]
    Task<string?> UnsealAsync(ImmutableArray<byte> seal, Actor actor);

    /// <summary>What moderators decided about the person, and the email address behind a seal of theirs; null when the actor may not see it.</summary>
    [Alias("standing")]
    Task<CommenterStanding?> GetStandingAsync(ImmutableArray<byte> sealedEmail, Actor actor);

    /// <summary>Decides about all comments of this person from now on. False when the actor may not.</summary>
    [Alias("set-rule")]
    Task<bool> SetRuleAsync(CommenterRule rule, Actor actor);

    /// <summary>The same, and the moderation log names the comment that it was decided from.</summary>
    [Alias("set-rule-from")]
    Task<bool> SetRuleAsync(CommenterRule rule, CommentId from, Actor actor);

    /// <summary>
    /// Erases the person: in every thread first, then the key, which cannot be made again from anything stored. False when the actor may not. Once it is ordered it is carried through, also
    /// when a thread does not answer and this is a fault; until then the person's comments are faults, too.
    /// </summary>
    [Alias("erase")]
    Task<bool> EraseAsync(Actor actor);
}

/// <summary>The answer to <see cref="ICommenterGrain.BeginAsync"/>.</summary>
/// <param name="Refusal">Null when the person may comment; else <see cref="CommentRefusal.TooQuickly"/> or <see cref="CommentRefusal.Suspended"/>.</param>
/// <param name="Trusted">Whether the browser that asks made a comment of this person that was approved, and that readers still see.</param>
/// <param name="SealingKey">The key that seals the person's data, 32 bytes; empty for an address. Never leaves the cluster.</param>
[GenerateSerializer, Immutable, Alias("news.CommenterTicket")]
public sealed record CommenterTicket(
    [property: Id(0)] CommentRefusal? Refusal,
    [property: Id(1)] bool Trusted,
    [property: Id(2)] ImmutableArray<byte> SealingKey)
{
    /// <summary>What moderators decided about all comments of this person.</summary>
    [Id(3)] public CommenterRule Rule { get; init; }

    /// <summary>Whether the browser is trusted by fewer comments than are kept: then this one is to vouch for it as well, once it is approved.</summary>
    [Id(4)] public bool TakesVouchers { get; init; }
}

/// <summary>What moderators decided about all comments of a person. Stored; never renumber.</summary>
public enum CommenterRule : byte
{
    /// <summary>The rules of the site and the story.</summary>
    None = 0,

    /// <summary>They all wait.</summary>
    Hold = 1,

    /// <summary>Those from a browser that made an approved comment are visible at once, whatever site and story say. Whoever types the same name and email elsewhere gains nothing by it.</summary>
    Approve = 2,
}

/// <summary>What moderators know of a person.</summary>
/// <param name="Email">The address behind the seal; null when there is none, or when its key is destroyed.</param>
/// <param name="SuspendedUntil">Until when the person may not comment; null when they may.</param>
/// <param name="Rule">What was decided about all their comments.</param>
/// <param name="IsTrusted">Whether a comment of theirs was ever approved, and the browser that made it is still known.</param>
[GenerateSerializer, Immutable, Alias("news.CommenterStanding")]
public sealed record CommenterStanding(
    [property: Id(0)] string? Email,
    [property: Id(1)] DateTimeOffset? SuspendedUntil,
    [property: Id(2)] CommenterRule Rule,
    [property: Id(3)] bool IsTrusted)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => "a standing";
}
