namespace OrleansNews.Accounts;

/// <summary>Whether what somebody typed can become an account, in words for them. Pure; the cluster checks again.</summary>
public static class NewAccountRules
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 245;

    /// <summary>The longest email address.</summary>
    public const int MaxEmailLength = 100;

    /// <summary>What is wrong, in the order of the form; empty when nothing is.</summary>
    public static ImmutableArray<FieldError> Check(string login, string name, string email, string password)
    {
        var errors = CheckInvited(login, name, email);
        Logins.TryNormalise(login, out var key);
        return PasswordRules.Objection(password, key, email) is { } objection ? errors.Add(objection) : errors;
    }

    /// <summary>What is wrong with the account of somebody who chooses their password later.</summary>
    public static ImmutableArray<FieldError> CheckInvited(string login, string name, string email) => Logins.TryNormalise(login, out _)
        ? CheckProfile(name, email)
        : CheckProfile(name, email).Insert(0, new("login", $"The login must be 1 to {Logins.MaxLength} letters a-z, digits, dots, hyphens or underscores, and begin with a letter or digit.", "login_form"));

    /// <summary>What is wrong with a name, which may be empty, and an email address.</summary>
    public static ImmutableArray<FieldError> CheckProfile(string name, string email)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        if (name.Length > MaxNameLength) errors.Add(new("name", $"The name can have at most {MaxNameLength} characters.", "name_length"));
        if (!IsEmail(email)) errors.Add(new("email", "That is not an email address.", "email_form"));
        return errors.ToImmutable();
    }

    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length <= MaxEmailLength && at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);
    }
}
