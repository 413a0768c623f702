namespace OrleansNews.Accounts;

/// <summary>Which passwords staff may choose: long ones. After NIST SP 800-63B, there is no rule about kinds of characters.</summary>
public static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>The most characters; more is not a person typing.</summary>
    public const int MaxLength = 256;

    /// <summary>What is wrong with the password, in words for the person who chose it; null when nothing is.</summary>
    public static FieldError? Objection(string password, string login, string email)
    {
        if (password.Length < MinLength) return new("password", $"The password must have at least {MinLength} characters. A few words you can remember are a good one.", "password_short");
        if (password.Length > MaxLength) return new("password", $"The password can have at most {MaxLength} characters.", "password_long");
        if (password.Distinct().Count() < 4) return new("password", "The password repeats the same few characters. Choose another.", "password_repeats");
        if (Contains(password, login) || Contains(password, email)) return new("password", "The password must not contain your login or email address.", "password_personal");
        return null;
    }

    private static bool Contains(string password, string part) => part.Length >= 4 && password.Contains(part, StringComparison.OrdinalIgnoreCase);
}
