using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using System.Security.Claims;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>
/// Seals and opens the cookies of sessions, as ASP.NET Core does, and tells those that cannot be opened because the keys cannot be read at the moment from those that mean nothing. It would send
/// whoever is signed in to the login page for either.
/// </summary>
/// <param name="keys">The keys of cookies.</param>
internal sealed class SessionTickets(IDataProtectionProvider keys) : ISecureDataFormat<AuthenticationTicket>
{
    private readonly IDataProtector _keys = keys.CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", AccountSchemes.Cookie, "v2"); // Its purpose.

    /// <summary>Whether a ticket stands for a cookie that could not be opened.</summary>
    public static bool IsUnopened(AuthenticationProperties properties) => properties.Items.ContainsKey(Unopened);

    public string Protect(AuthenticationTicket data) => Protect(data, null);

    public string Protect(AuthenticationTicket data, string? purpose) => new TicketDataFormat(_keys).Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        var answers = true;
        var ticket = new TicketDataFormat(new Listening(_keys, () => answers = false)).Unprotect(protectedText, purpose);
        return answers ? ticket : new(new ClaimsPrincipal(), new() { Items = { [Unopened] = "" } }, AccountSchemes.Cookie);
    }

    // In the properties of a ticket.
    private const string Unopened = "unopened";

    // The format says of every fault that there is no ticket.
    private sealed class Listening(IDataProtector inner, Action unavailable) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Listening(inner.CreateProtector(purpose), unavailable);

        public byte[] Protect(byte[] plaintext) => inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return inner.Unprotect(protectedData);
            }
            catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
            {
                unavailable();
                throw;
            }
        }
    }
}
