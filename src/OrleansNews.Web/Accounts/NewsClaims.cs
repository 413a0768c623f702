namespace OrleansNews.Accounts;

/// <summary>The claims that signing in issues and that the pages and the API read back as an <see cref="Actor"/>.</summary>
public static class NewsClaims
{
    /// <summary>The account's login, lower-case.</summary>
    public const string Login = "news:login";

    /// <summary>The name shown to colleagues and under comments.</summary>
    public const string Name = "news:name";

    /// <summary>The <see cref="Accounts.Role"/>, by its name.</summary>
    public const string Role = "news:role";
}
