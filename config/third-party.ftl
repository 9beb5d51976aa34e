# Third-party notices

The libraries that the modules of Guichet use when they run, with the licence each of them states.
Written by `mvn license:aggregate-add-third-party`; do not edit.

| library | version | licence |
|---|---|---|
<#list dependencyMap as entry>
<#assign project = entry.getKey() licences = entry.getValue()>
<#if project.groupId != "guichet">
| <#if project.url??>[${project.groupId}:${project.artifactId}](${project.url})<#else>${project.groupId}:${project.artifactId}</#if> | ${project.version} | ${licences?join(", ")} |
</#if>
</#list>

Beside these: packages contain a Java runtime made from OpenJDK (GPL-2.0 with the Classpath Exception; its notices
are in `lib/runtime/legal` of the installed package), and `mvnw` and `mvnw.cmd` are the Apache Maven Wrapper (Apache-2.0).
