using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>Mails to those who have lost their password. Pure.</summary>
internal static class PasswordMailRules
{
    /// <summary>How many mails may be asked for within <see cref="Lasts"/>. All of their links work: whoever asks for somebody else's password spoils none that its owner has asked for.</summary>
    public const int MostAsked = 3;

    /// <summary>How long a link works after its mail was begun to send, and how long a request waits for a mail server.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    // An attempt whose answer was lost may have arrived: its link stands beside that of the next one.
    private const int MostLinks = 5;

    public static (AccountState Next, bool Taken) Ask(AccountState state, DateTimeOffset now)
    {
        if (!AccountRules.CanSignIn(state)) return (state, false);
        var mails = state.PasswordMails ?? new();
        var asked = mails.Asked.RemoveAll(at => at + Lasts <= now);
        return asked.Length >= MostAsked ? (state, false) : (state with { PasswordMails = mails with { Asked = asked.Add(now) } }, true);
    }

    /// <summary>Adds a link to one that is being sent. Returns the address to send it to; null when nobody has asked for it lately.</summary>
    public static (AccountState Next, string? Address) Offer(AccountState state, ImmutableArray<byte> hash, DateTimeOffset now)
    {
        if (!AccountRules.CanSignIn(state) || state.PasswordMails is not { } mails || !mails.Asked.Any(at => now < at + Lasts)) return (state, null);
        var links = mails.Links.RemoveAll(link => link.ExpiresAt <= now).Add(new() { Hash = [.. hash], ExpiresAt = now + Lasts });
        return (state with { PasswordMails = mails with { Links = [.. links.TakeLast(MostLinks)] } }, state.Email);
    }

    /// <summary>Replaces what the owner says of themselves. A link that went to another address is of no use any more, nor is one that is about to.</summary>
    public static AccountState ChangeProfile(AccountState state, Profile profile) =>
        (profile.Email == state.Email ? state : state with { PasswordMails = null }) with { Name = profile.Name, Email = profile.Email };
}
