using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The login page.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="ReturnUrl">Where to go afterwards: an address of this site, or empty for the place of one's work.</param>
public sealed record LoginModel(SiteFrame Frame, string ReturnUrl)
{
    /// <summary>What was typed as login.</summary>
    public string Login { get; init; } = "";

    /// <summary>What went wrong; empty before a first try.</summary>
    public string Error { get; init; } = "";

    /// <summary>What was typed before; null for nothing.</summary>
    public KeptForm? Kept { get; init; }

    /// <summary>Who is signed in already; empty for nobody.</summary>
    public string SignedInAs { get; init; } = "";
}
