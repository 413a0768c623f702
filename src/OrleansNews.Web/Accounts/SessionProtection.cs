using Microsoft.AspNetCore.DataProtection;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>
/// Seals and opens the cookies of sessions, and marks requests whose cookie cannot be opened because the keys cannot be read at the moment. ASP.NET Core takes such a cookie for one that means
/// nothing, and would send whoever is signed in to the login page.
/// </summary>
internal sealed class SessionProtection(IDataProtectionProvider keys, IHttpContextAccessor requests) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector(keys.CreateProtector(purpose), requests);

    private sealed class Protector(IDataProtector inner, IHttpContextAccessor requests) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(inner.CreateProtector(purpose), requests);

        public byte[] Protect(byte[] plaintext) => inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return inner.Unprotect(protectedData);
            }
            catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
            {
                if (requests.HttpContext is { } request) UncheckedSessions.Add(request);
                throw;
            }
        }
    }
}
