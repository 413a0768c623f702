namespace OrleansNews.Mail;

/// <summary>Reads and follows the links of mails. They are signed with a secret of the site: one that nobody sent reaches no grain that keeps anything. Key: 0.</summary>
[Alias("news.mail-links")]
public interface IMailLinksGrain : IGrainWithIntegerKey
{
    /// <summary>What a link is for; <see cref="MailLink.None"/> when it is not ours.</summary>
    [Alias("read")]
    Task<MailLink> ReadAsync(MailToken link);

    /// <summary>
    /// Does what it is for. False when it is not ours, or too old. Who confirms an address under which readers still see the comment that it was asked for has shown whose it is:
    /// <see cref="MailToken.Browser"/> is trusted from then on like the one that the comment came from.
    /// </summary>
    [Alias("follow")]
    Task<bool> FollowAsync(MailToken link);
}

/// <summary>What a link carries: whoever has it may follow it.</summary>
/// <param name="Text">As it stands in the address.</param>
[GenerateSerializer, Immutable, Alias("news.MailToken")]
public sealed record MailToken([property: Id(0)] string Text)
{
    /// <summary>The browser that follows it; null for a program, and while it is only looked at.</summary>
    [Id(1)] public Comments.BrowserId? Browser { get; init; }

    /// <summary>Without what it is worth, for logs.</summary>
    public override string ToString() => "a link of a mail";
}

/// <summary>What a link of a mail is for. Part of links that were sent; never renumber.</summary>
public enum MailLink : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Mails about replies are wanted.</summary>
    Confirm = 1,

    /// <summary>They are not any more.</summary>
    Stop = 2,
}
