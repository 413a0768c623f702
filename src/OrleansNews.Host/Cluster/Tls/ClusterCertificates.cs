using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansNews.Settings;

namespace OrleansNews.Cluster.Tls;

/// <summary>Who this process is, and whom it trusts.</summary>
internal sealed class ClusterCertificates
{
    private readonly X509Certificate2Collection _authority;

    private ClusterCertificates(SslStreamCertificateContext own, X509Certificate2Collection authority)
    {
        Own = own;
        _authority = authority;
    }

    /// <summary>The certificate that others are shown.</summary>
    public SslStreamCertificateContext Own { get; }

    /// <summary>Reads the files that the settings name; null when they name none.</summary>
    /// <exception cref="SettingException">A file is missing or not what it should be.</exception>
    public static ClusterCertificates? Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(ClusterTlsOptions.Section).Get<ClusterTlsOptions>() ?? new();
        string[] files = [options.Certificate, options.Key, options.Authority];
        if (files.All(string.IsNullOrWhiteSpace)) return null;
        if (files.Any(string.IsNullOrWhiteSpace)) throw new SettingException(ClusterTlsOptions.Section, "name all of Certificate, Key and Authority, or none of them. deploy/tls/make-certificates makes them.");
        var authority = Read(nameof(options.Authority), () => Collection(options.Authority));
        var certificate = Read(nameof(options.Certificate), () => X509Certificate2.CreateFromPemFile(options.Certificate, options.Key));
        var certificates = new ClusterCertificates(SslStreamCertificateContext.Create(certificate, authority, offline: true), authority);
        if (!certificates.Trusts(certificate)) throw new SettingException($"{ClusterTlsOptions.Section}:{nameof(options.Certificate)}", $"{options.Certificate} is expired, or not signed by {options.Authority}. Make another with deploy/tls/make-certificates.");
        return certificates;
    }

    /// <summary>Whether a certificate is valid now and signed by the authority of this cluster.</summary>
    public bool Trusts(X509Certificate? certificate)
    {
        if (certificate is null) return false;
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true } };
        chain.ChainPolicy.CustomTrustStore.AddRange(_authority);
        return chain.Build(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }

    private static X509Certificate2Collection Collection(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("it holds no certificate.");
    }

    private static T Read<T>(string setting, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingException($"{ClusterTlsOptions.Section}:{setting}", $"it cannot be read: {fault.Message} Name a PEM file that this account may read.");
        }
    }
}
