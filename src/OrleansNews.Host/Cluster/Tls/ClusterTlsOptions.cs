namespace OrleansNews.Cluster.Tls;

/// <summary>
/// Mutual TLS between silos, and between front ends and gateways. Section <c>Cluster:Tls</c>. All three files are named, or none: then the ports speak in the clear. They are
/// read at the start. Whoever holds a certificate of the authority is a member, whatever name is in it, so the authority is one for this cluster alone.
/// </summary>
internal sealed class ClusterTlsOptions
{
    public const string Section = "Cluster:Tls";

    /// <summary>This process's certificate, a PEM file. No default.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Its private key, a PEM file without a password. No default.</summary>
    public string Key { get; set; } = "";

    /// <summary>The certificate of the private authority that every member's is signed by, a PEM file. No default.</summary>
    public string Authority { get; set; } = "";
}
