using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The login page.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="ReturnUrl">Where to go afterwards; an address of this site.</param>
public sealed record LoginModel(SiteFrame Frame, string ReturnUrl)
{
    /// <summary>The one answer to everything that is not right, whether or not the login exists.</summary>
    public const string Refused = "That login and password do not fit together. After several tries, wait a few minutes before the next.";

    /// <summary>What was typed as login.</summary>
    public string Login { get; init; } = "";

    /// <summary>What went wrong; empty before a first try.</summary>
    public string Error { get; init; } = "";

    /// <summary>Who is signed in already; empty for nobody.</summary>
    public string SignedInAs { get; init; } = "";
}
