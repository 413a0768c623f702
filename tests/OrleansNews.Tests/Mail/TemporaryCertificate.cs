using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansNews.Mail;

/// <summary>A certificate of a mail server, signed by itself, and a file with it.</summary>
internal sealed class TemporaryCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-mail-");

    /// <param name="name">Whose it is; the loopback address without one.</param>
    /// <param name="lastDay">The last day on which it is of use, from today; an earlier one is over.</param>
    public TemporaryCertificate(string? name = null, int lastDay = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null) names.AddIpAddress(IPAddress.Loopback);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(lastDay));
        Server = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        File.WriteAllText(Authority, made.ExportCertificatePem());
    }

    public X509Certificate2 Server { get; }

    public string Authority => Path.Combine(_folder.FullName, "authority.pem");

    public void Dispose()
    {
        Server.Dispose();
        _folder.Delete(recursive: true);
    }
}
