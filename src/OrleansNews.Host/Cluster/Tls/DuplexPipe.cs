using System.IO.Pipelines;

namespace OrleansNews.Cluster.Tls;

/// <summary>The two directions of a connection.</summary>
internal sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => output;
}
