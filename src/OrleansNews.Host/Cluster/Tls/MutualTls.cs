using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace OrleansNews.Cluster.Tls;

/// <summary>Lets a connection of the cluster begin only when both ends have shown a certificate of its authority.</summary>
internal sealed partial class MutualTls(ClusterCertificates certificates, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For connections that others open.</summary>
    public void Accept(IConnectionBuilder connection) => connection.Use(next => context => RunAsync(context, next, AcceptAsync));

    /// <summary>For connections that this process opens.</summary>
    public void Open(IConnectionBuilder connection) => connection.Use(next => context => RunAsync(context, next, OpenAsync));

    private async Task RunAsync(ConnectionContext context, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> handshake)
    {
        var plain = context.Transport;
        await using var secure = new SslStream(new DuplexPipeStream(plain));
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await handshake(secure, patience.Token);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException or ConnectionAbortedException)
        {
            LogRefused(context.RemoteEndPoint?.ToString(), fault.Message);
            context.Abort(new ConnectionAbortedException("The other end is no member of this cluster.", fault));
            return;
        }

        var pipe = new DuplexPipe(PipeReader.Create(secure, new(leaveOpen: true)), PipeWriter.Create(secure, new(leaveOpen: true)));
        context.Transport = pipe;
        try
        {
            await next(context);
        }
        finally
        {
            await pipe.Input.CompleteAsync();
            await pipe.Output.CompleteAsync();
            context.Transport = plain;
        }
    }

    private Task AcceptAsync(SslStream stream, CancellationToken cancellationToken) => stream.AuthenticateAsServerAsync(
        new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Own,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificates.Trusts(certificate),
        },
        cancellationToken);

    private Task OpenAsync(SslStream stream, CancellationToken cancellationToken) => stream.AuthenticateAsClientAsync(
        new SslClientAuthenticationOptions
        {
            // Silos are found by address; a certificate of the authority is what makes a member.
            TargetHost = "silo",
            ClientCertificateContext = certificates.Own,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificates.Trusts(certificate),
        },
        cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "A connection with {RemoteEndPoint} was refused: {Reason}")]
    private partial void LogRefused(string? remoteEndPoint, string reason);
}
