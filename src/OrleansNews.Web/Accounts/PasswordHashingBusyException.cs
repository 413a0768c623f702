namespace OrleansNews.Accounts;

/// <summary>More people sign in at once than hashes can be made for. Nothing was counted against anybody.</summary>
public sealed class PasswordHashingBusyException() : Exception("Too many sign-ins at once.");
