namespace OrleansNews.Accounts;

/// <summary>The name by which staff sign in, and the key of their <see cref="IAccountGrain"/>.</summary>
public static class Logins
{
    /// <summary>The longest login, as in WordPress.</summary>
    public const int MaxLength = 60;

    /// <summary>
    /// Trims and lower-cases. False for anything that cannot be a login: 1 to 60 of a-z, 0-9, <c>. _ - @</c>, beginning with a letter or digit.
    /// What is false here never reaches a grain.
    /// </summary>
    public static bool TryNormalise(string? text, out string login)
    {
        login = text?.Trim().ToLowerInvariant() ?? "";
        return login.Length is >= 1 and <= MaxLength && char.IsAsciiLetterOrDigit(login[0]) && login.All(IsAllowed);
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '@';
}
