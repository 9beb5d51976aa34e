# Builds target\package\Guichet-VERSION.msi on Windows. Needs a JDK 25 (JAVA_HOME), WiX 3.14 or newer on PATH, and a
# console that has been built: mvn -DskipTests package dependency:build-classpath
#   -Dmdep.outputFile=target/classpath -DincludeScope=runtime
# Not run yet: nobody of the project has had a Windows machine. See installers\README.md for what must be proved first.
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$root = (Resolve-Path (Join-Path $here '..\..')).Path
$work = Join-Path $root 'target\package'

function Fail([string] $why) {
    [Console]::Error.WriteLine("guichet package: $why")
    exit 1
}

function Read-Properties([string] $file) {
    $properties = @{}
    foreach ($line in Get-Content $file) {
        if ($line -match '^([^#=]+)=(.*)$') { $properties[$Matches[1].Trim()] = $Matches[2].Trim() }
    }
    return $properties
}

$console = Read-Properties (Join-Path $root 'installers\console.properties')
$windows = Read-Properties (Join-Path $here 'installer.properties')
$version = ([xml](Get-Content (Join-Path $root 'pom.xml'))).project.version
$mainJar = "$($console['main.jar'])-$version.jar"
$builtJar = Join-Path $root "console-app\target\$mainJar"
$classPath = Join-Path $root 'console-app\target\classpath'

if (-not $env:JAVA_HOME -or -not (Select-String -Quiet -Path (Join-Path $env:JAVA_HOME 'release') -Pattern '^JAVA_VERSION="25["\.]')) {
    Fail 'set JAVA_HOME to a JDK 25'
}
if (-not (Test-Path $builtJar) -or -not (Test-Path $classPath)) { Fail 'the console is not built' }

if (Test-Path $work) { Remove-Item -Recurse -Force $work }
$app = New-Item -ItemType Directory (Join-Path $work 'app')
$fx = New-Item -ItemType Directory (Join-Path $work 'fx')
Copy-Item $builtJar $app
foreach ($jar in (Get-Content $classPath) -split ';') {
    $name = Split-Path -Leaf $jar
    if ($name -match '^javafx-.*-win\.jar$') { Copy-Item $jar $fx }
    elseif ($name -notmatch '^javafx-') { Copy-Item $jar $app }
}
Copy-Item (Join-Path $root 'LICENSE'), (Join-Path $root 'NOTICE'), (Join-Path $root 'THIRD-PARTY.md') $app

$modules = @($console['modules']) + (Get-ChildItem $fx | ForEach-Object { 'javafx.' + ($_.Name -split '-')[1] }) + 'jdk.crypto.mscapi'
$runtime = Join-Path $work 'runtime'
& "$env:JAVA_HOME\bin\jlink" --module-path $fx --add-modules ($modules -join ',') --include-locales $console['locales'] `
    --no-header-files --no-man-pages --compress zip-0 --generate-cds-archive `
    --exclude-resources '/javafx.graphics/*.dll' --output $runtime
if ($LASTEXITCODE -ne 0) { Fail 'jlink failed' }
Add-Type -AssemblyName System.IO.Compression.FileSystem
$graphics = [IO.Compression.ZipFile]::OpenRead((Get-ChildItem $fx -Filter 'javafx-graphics-*').FullName)
foreach ($entry in $graphics.Entries | Where-Object { $_.Name -like '*.dll' }) {
    [IO.Compression.ZipFileExtensions]::ExtractToFile($entry, (Join-Path $runtime "bin\$($entry.Name)"), $true)
}
$graphics.Dispose()

& "$env:JAVA_HOME\bin\jpackage" --type msi --name $console['title'] --app-version $version --vendor $console['vendor'] `
    --description $console['description'] --input $app --main-jar $mainJar --main-class $console['main.class'] `
    --runtime-image $runtime --icon (Join-Path $root 'installers\icons\guichet.ico') `
    --license-file (Join-Path $root 'LICENSE') `
    --java-options '--enable-native-access=ALL-UNNAMED,javafx.graphics' --java-options '-XX:+UseSerialGC' `
    --java-options '-Xms16m' --java-options '-Xmx512m' --java-options '-XX:+UseCompactObjectHeaders' `
    --win-upgrade-uuid $windows['upgrade.uuid'] --win-menu --win-menu-group $windows['menu.group'] `
    --win-shortcut-prompt --win-dir-chooser --dest $work
if ($LASTEXITCODE -ne 0) { Fail 'jpackage failed' }
Get-ChildItem $work -Filter '*.msi' | ForEach-Object { $_.FullName }
