using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>What a session is known by: the stamp of its account, which all share and whose change ends all, and an id of its own, by which it ends alone.</summary>
public static class SessionStamps
{
    private const char Separator = '.';
    private const int IdBytes = 16;

    /// <summary>How long a session lasts that nobody uses: 14 days.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromDays(14);

    /// <summary>A new session of an account.</summary>
    /// <param name="account">The account's stamp.</param>
    public static string Begin(string account) => account + Separator + Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>The stamp of the account, and the session's own id; empty in a session from before it had one.</summary>
    public static (string Account, string Id) Split(string session) =>
        session.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? (session[..at], session[(at + 1)..]) : (session, "");
}
