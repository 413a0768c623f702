using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>What a session is known by: the stamp of its account, which all share and whose change ends all, and an id of its own, by which it is listed and ends alone.</summary>
public static class SessionStamps
{
    private const char Separator = '.';
    private const int IdBytes = 16;

    /// <summary>How long a session lasts that nobody uses: 14 days.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromDays(14);

    /// <summary>The id of a new session.</summary>
    public static string NewId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>The stamp of a session.</summary>
    /// <param name="account">The account's stamp.</param>
    /// <param name="id">The session's id.</param>
    public static string Of(string account, string id) => account + Separator + id;

    /// <summary>The stamp of the account, and the session's own id; empty in what is no session's stamp.</summary>
    public static (string Account, string Id) Split(string session) =>
        session.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? (session[..at], session[(at + 1)..]) : (session, "");
}
