using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Storage;
using OrleansNews.Mail;
using OrleansNews.Media;
using OrleansNews.Moderation;
using OrleansNews.Operations;
using OrleansNews.Search;
using OrleansNews.Storage;
using OrleansNews.Storage.AzureBlobs;
using OrleansNews.Storage.Json;
using OrleansNews.Storage.Objects;
using OrleansNews.Storage.Postgres;
using OrleansNews.Storage.Redis;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Cluster;

/// <summary>Puts a silo into the process.</summary>
internal static class SiloHosting
{
    // A backstop above the bounds of the grains themselves (a thread's queue holds 2,000): Orleans' default is no bound at all.
    private const int MaxWaitingRequests = 20_000;

    private const string ObjectFolder = "objects";

    /// <param name="builder">The process.</param>
    /// <param name="plan">What it is composed of.</param>
    /// <param name="folder">The data folder, where the store is in it.</param>
    /// <param name="index">The file of the search index, unless the settings name another one.</param>
    public static void AddNewsSilo(this IHostApplicationBuilder builder, ClusterPlan plan, DataFolder? folder, string index)
    {
        builder.Services.AddHostedService<FreePorts>();
        // Before the silo, so that the tables are there when it starts.
        if (plan.Storage == StorageProvider.Postgres || plan.Membership == ClusterMembership.Postgres) builder.Services.AddPostgresDatabase();
        builder.UseOrleans(silo =>
        {
            silo.Join(plan);
            silo.Configure<ClusterOptions>(plan.Name);
            silo.Configure<SiloMessagingOptions>(Bound);
            silo.Configure<ClientMessagingOptions>(NewsMessaging.Bound);
            silo.Configure<ClusterMembershipOptions>(DetectFailures);
            silo.Configure<GrainCollectionOptions>(Collect);
            silo.Configure<LoadSheddingOptions>(plan.Shed);
            KnownGrainInterfaces.Install(silo.Services);
            WireFaults.Allow(silo.Services);
            silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
            silo.Keep(plan, folder);
            silo.AddNewsGrains();
            silo.AddSearch(index);
            silo.AddMedia();
            silo.AddMailWriter<MailWriter>();
            silo.Services.AddSingleton<IValidateOptions<ClassifierOptions>, ClassifierDeadline>();
            silo.AddDashboard(options => options.HideTrace = true);
            if (TelemetryOptions.Read(builder.Configuration).IsOn) silo.AddActivityPropagation();
        });
        if (plan.IsAlone) SoleSiloListeners.Install(builder.Services, plan.GatewayPort);
    }

    private static void Join(this ISiloBuilder silo, ClusterPlan plan)
    {
        if (plan.Membership == ClusterMembership.Postgres) silo.UsePostgresMembership();
        else if (plan.Membership == ClusterMembership.Redis) silo.UseRedisMembership();
        else
        {
            silo.UseLocalhostClustering();
            silo.Configure<DevelopmentClusterMembershipOptions>(options => options.PrimarySiloEndpoint = new IPEndPoint(IPAddress.Parse(plan.Options.Address), plan.Options.SiloPort));
        }

        if (plan.Options.GrainDirectory == ClusterDirectory.Strong) silo.AddStrongDirectory();
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Parse(plan.Options.Address);
            options.SiloPort = plan.Options.SiloPort;
            options.GatewayPort = plan.GatewayPort;
        });
        if (plan.Options.Kubernetes) silo.WatchPods(plan);
    }

#pragma warning disable ORLEANSEXP003 // Orleans may change it; what it does for us is measured by the benchmark `cluster kills`.
    private static void AddStrongDirectory(this ISiloBuilder silo)
    {
        silo.AddDistributedGrainDirectory();
        silo.Configure<GrainDirectoryOptions>(KeepUntilTheDeadKnow);
    }
#pragma warning restore ORLEANSEXP003

    private static void Keep(this ISiloBuilder silo, ClusterPlan plan, DataFolder? folder)
    {
        if (plan.Storage == StorageProvider.Postgres)
        {
            silo.AddPostgresGrainStorageAsDefault();
            silo.Services.AddPostgresObjects();
        }
        else if (plan.Storage == StorageProvider.AzureBlob)
        {
            silo.AddAzureBlobsAsDefault();
            silo.Services.AddAzureBlobObjects();
        }
        else
        {
            silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = folder!.Path);
            SqlitePairs.AddTo(silo);
            silo.Services.AddFolderObjects(Path.Combine(folder!.Path, ObjectFolder));
        }
    }

    private static void Bound(SiloMessagingOptions options)
    {
        NewsMessaging.Bound(options);
        options.MaxEnqueuedRequestsHardLimit = MaxWaitingRequests;
        options.MaxEnqueuedRequestsHardLimit_StatelessWorker = MaxWaitingRequests;
    }

    // 2 s x 3: with Orleans' 5 s x 3, 15 s are gone before failover begins. Orleans adapts the time of a probe to how quickly a silo answers, up to four times the first one unless it is bounded, and nobody
    // votes against a silo with an open connection before that time has gone by in silence three times.
    private static void DetectFailures(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        // A silo that the others cannot reach reads here that it was given up, and ends.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(3);
    }

    // From the silence on that a silo was given up for, until it has read that and Orleans has ended it, which waits two seconds: with Orleans' 30 s, the grains of a dead silo would be away for 24 s more.
    private static void KeepUntilTheDeadKnow(GrainDirectoryOptions options) => options.RangeLeaseDuration = TimeSpan.FromSeconds(12);

    private static void Collect(GrainCollectionOptions options)
    {
        options.CollectionAge = TimeSpan.FromMinutes(10);
        options.CollectionQuantum = TimeSpan.FromSeconds(30);
    }
}
