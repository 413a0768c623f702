namespace OrleansNews.Accounts;

/// <summary>Somebody whose password was right and who owes a code. It allows nothing but to try one.</summary>
/// <param name="Login">The account.</param>
/// <param name="Stamp">The account's stamp: when it changes, the ticket is worth nothing.</param>
/// <param name="Remember">Whether the session is to outlive the browser.</param>
/// <param name="ReturnUrl">Where to go afterwards; an address of this site.</param>
internal sealed record SecondStepTicket(string Login, string Stamp, bool Remember, string ReturnUrl);
