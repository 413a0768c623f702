using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrleansNews.Mail;

/// <summary>Trusts a mail server whose certificate a named authority signed, and whose name it bears.</summary>
internal static class MailAuthority
{
    /// <summary>The certificates of a PEM file.</summary>
    public static X509Certificate2Collection Read(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }

    /// <summary>Whether to go on with what a server showed.</summary>
    public static bool Accepts(X509Certificate2Collection authorities, X509Certificate? shown, SslPolicyErrors errors)
    {
        // That the system does not know the authority is the reason for being here; another name stays a fault.
        if (shown is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var certificate = new X509Certificate2(shown);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // A private authority mostly has no list.
        return chain.Build(certificate);
    }
}
